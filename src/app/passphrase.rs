//! A passphrase on what is sent: AES-GCM (256 bits) with a key that PBKDF2 makes of it (SHA-256, 600,000 rounds, as
//! OWASP's password storage advice asks since 2023), all by the browser's own WebCrypto.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::refusal::Refusal;
use crate::{formats::link::Locked, plan::tidy};

/// Rounds of PBKDF2: what each guess at a passphrase costs whoever has the link.
const ROUNDS: u32 = 600_000;
/// Bytes of the salt, which goes along.
const SALT: usize = 16;
/// Bytes of what AES-GCM must never see twice under one key, which goes along.
const ONCE: usize = 12;

/// Locks bytes: gives the salt, what is used once, and the locked bytes with their tag.
///
/// # Errors
/// If this browser has no WebCrypto here, as on a page that came over plain http.
pub async fn lock(
    bytes: &[u8],
    passphrase: &str,
) -> Result<([u8; SALT], [u8; ONCE], Vec<u8>), Refusal> {
    let crypto = Crypto::here().ok_or_else(no_crypto)?;
    let locked = async {
        let (mut salt, mut once) = ([0; SALT], [0; ONCE]);
        crypto.random(&mut salt)?;
        crypto.random(&mut once)?;
        let key = crypto.key(passphrase, &salt).await?;
        let locked = crypto.turn("encrypt", &key, &once, bytes).await?;
        Ok::<_, JsValue>((salt, once, locked))
    };
    locked.await.map_err(|_| no_crypto())
}

/// Unlocks what [`lock`] locked.
///
/// # Errors
/// If it isn't the passphrase, or the browser has no WebCrypto here.
pub async fn unlock(of: &Locked, passphrase: &str) -> Result<Vec<u8>, Refusal> {
    let crypto = Crypto::here().ok_or_else(no_crypto)?;
    let opened = async {
        let key = crypto.key(passphrase, &of.salt).await?;
        crypto.turn("decrypt", &key, &of.once, &of.locked).await
    };
    opened.await.map_err(|_: JsValue| wrong())
}

fn no_crypto() -> Refusal {
    Refusal::new(
        "This browser can’t use a passphrase here.",
        "Open this site by an address that begins with https, or share without a passphrase.",
    )
}

fn wrong() -> Refusal {
    Refusal::new(
        "That isn’t the passphrase of this link.",
        "Check capital letters and spaces, or ask its sender.",
    )
}

/// The browser's WebCrypto.
struct Crypto {
    crypto: JsValue,
    subtle: JsValue,
}

impl Crypto {
    fn here() -> Option<Crypto> {
        let get = |from: &JsValue, name: &str| {
            let found = Reflect::get(from, &name.into()).ok()?;
            (!found.is_undefined()).then_some(found)
        };
        let crypto = get(&js_sys::global(), "crypto")?;
        let subtle = get(&crypto, "subtle")?;
        Some(Crypto { crypto, subtle })
    }

    fn random(&self, bytes: &mut [u8]) -> Result<(), JsValue> {
        let letters = Uint8Array::new_with_length(bytes.len() as u32);
        method(&self.crypto, "getRandomValues")?.call1(&self.crypto, &letters)?;
        letters.copy_to(bytes);
        Ok(())
    }

    /// Calls a method of WebCrypto, which all answer later.
    async fn ask(&self, name: &str, args: &[&JsValue]) -> Result<JsValue, JsValue> {
        let args: Array = args.iter().copied().collect();
        let asked = method(&self.subtle, name)?.apply(&self.subtle, &args)?;
        JsFuture::from(asked.dyn_into::<Promise>()?).await
    }

    /// The key that a passphrase and a salt make. People type one letter in several ways: its canonical form counts.
    async fn key(&self, passphrase: &str, salt: &[u8]) -> Result<JsValue, JsValue> {
        let passphrase = tidy(passphrase.trim()).into_owned();
        let raw = Uint8Array::from(passphrase.as_bytes());
        let uses = Array::of1(&"deriveKey".into());
        let no = JsValue::FALSE;
        let import = [
            &"raw".into(),
            raw.as_ref(),
            &"PBKDF2".into(),
            &no,
            uses.as_ref(),
        ];
        let secret = self.ask("importKey", &import).await?;
        let how = object(&[
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("iterations", ROUNDS.into()),
            ("salt", Uint8Array::from(salt).into()),
        ])?;
        let aes = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let derive = [&how, &secret, &aes, &no, uses.as_ref()];
        self.ask("deriveKey", &derive).await
    }

    /// Encrypts or decrypts.
    async fn turn(
        &self,
        which: &str,
        key: &JsValue,
        once: &[u8],
        bytes: &[u8],
    ) -> Result<Vec<u8>, JsValue> {
        let how = object(&[
            ("name", "AES-GCM".into()),
            ("iv", Uint8Array::from(once).into()),
        ])?;
        let bytes = Uint8Array::from(bytes);
        let turned = self.ask(which, &[&how, key, bytes.as_ref()]).await?;
        Ok(Uint8Array::new(&turned).to_vec())
    }
}

fn method(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into()
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}
