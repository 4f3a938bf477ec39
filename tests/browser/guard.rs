//! What comes as text stays text: the page's policy for Trusted Types refuses markup and addresses that would run or load
//! something, and lets through what the app itself writes: [`crate::access`] finds no page that says otherwise.

use serde_json::{Value, json};

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    nothing_runs_that_came_as_text,
    no_script_is_taken_from_elsewhere
);

/// Writes each text as markup into an element of the page; what came of it.
const WRITE: &str = r"
    const [markup] = arguments;
    const into = document.createElement('div');
    document.body.append(into);
    return markup.map((text) => {
        try {
            into.innerHTML = text;
            return into.innerHTML === text ? 'let through' : into.innerHTML;
        } catch (error) {
            return into.innerHTML === '' ? error.name : `${error.name}, and it wrote ${into.innerHTML}`;
        } finally {
            into.replaceChildren();
        }
    });
";

/// Every engine in which these run has Trusted Types; an older one has the rest of the page's policy alone.
async fn is_guarded(visit: &Visit) -> Outcome {
    let there = visit
        .eval("return !!window.trustedTypes", json!([]))
        .await?;
    assert_eq!(there, json!(true), "{} has no Trusted Types", visit.engine);
    Ok(())
}

async fn nothing_runs_that_came_as_text(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    is_guarded(visit).await?;
    let refused = [
        "<img src=x onerror=alert(1)>",
        "<IMG SRC=x OnError=alert(1)>",
        "<svg/onload=alert(1)>",
        "<p>before<script>alert(1)</script></p>",
        "<svg><script>alert(1)</script></svg>",
        "<script src=\"./sw.js\"></script>",
        "<form onmouseover=alert(1)><input name=attributes></form>",
        "<form onmouseover=alert(1)><input name=getAttributeNames></form>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<a href=\" java\nscript:alert(1)\">a</a>",
        "<a href=\"https://elsewhere.example/\">a</a>",
        "<a href=\"//elsewhere.example/\">a</a>",
        "<a href=\"\\\\elsewhere.example\\\">a</a>",
        "<img src=\"https://elsewhere.example/seen.png\">",
        "<img srcset=\"x.png 1x, https://elsewhere.example/seen.png 2x\">",
        "<img src=\"data:image/svg+xml,<svg/>\">",
        "<svg><a xlink:href=\"javascript:alert(1)\"></a></svg>",
        "<svg><a><animate attributeName=href values=javascript:alert(1)></a></svg>",
        "<button formaction=\"javascript:alert(1)\">b</button>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<template><img src=x onerror=alert(1)></template>",
        "<base href=\"https://elsewhere.example/\">",
        "<meta http-equiv=refresh content=\"0;url=https://elsewhere.example/\">",
        "<link rel=stylesheet href=\"./x.css\">",
        "<object data=\"./x\"></object>",
    ];
    let found = visit.eval(WRITE, json!([refused])).await?;
    for (text, came) in refused.iter().zip(found.as_array().unwrap()) {
        assert_eq!(came, "TypeError", "{text}");
    }
    let ours = [
        "",
        "words & no more".replace('&', "&amp;").as_str(),
        "<p class=\"wm-lead\">Words <a href=\"?view=help\">help</a> <a href=\"#main\">main</a></p>",
        "<svg viewBox=\"0 0 26 30\" aria-hidden=\"true\"><path d=\"M12 0h3v30h-3z\" fill=\"#fff\"></path></svg>",
        "<span title=\"Due: May\" data-at=\"https://x\">x</span>",
        "<img src=\"./icons/icon.svg\" alt=\"\">",
    ]
    .map(str::to_owned);
    let found = visit.eval(WRITE, json!([ours])).await?;
    assert_eq!(
        found,
        json!(["let through"; 6].map(Value::from)),
        "{ours:?}"
    );
    Ok(())
}

async fn no_script_is_taken_from_elsewhere(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    is_guarded(visit).await?;
    // What is evaluated isn't asked for: a driver's own scripts may.
    let ask = r"
        const script = document.createElement('script');
        const came = (act) => { try { act(); return 'let through'; } catch (error) { return error.name; } };
        const address = (text) => came(() => { script.src = text; });
        return [
            address('https://elsewhere.example/x.js'), address('//elsewhere.example/x.js'), address('data:text/javascript,1'),
            address('blob:' + location.origin + '/1'), address(location.origin + '.elsewhere.example/x.js'), address('./sw.js'),
            came(() => script.setAttribute('src', 'https://elsewhere.example/x.js')),
            came(() => { script.textContent = 'alert(1)'; }),
            came(() => trustedTypes.createPolicy('default', {})),
            came(() => trustedTypes.createPolicy('look', { createHTML: String })),
            came(() => trustedTypes.createPolicy('another', { createHTML: String })),
        ];
    ";
    let found = visit.eval(ask, json!([])).await?;
    let found: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for (at, came) in found.iter().enumerate() {
        // Our own files are let through, and nothing else.
        assert_eq!(*came == "let through", at == 5, "number {at}: {came}");
    }
    assert_eq!(found.len(), 11);
    Ok(())
}
