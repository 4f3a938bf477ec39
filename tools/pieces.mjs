// The small pieces that parts of the app share, in one file. Asking for a file costs a browser more than most of them weigh:
// with a file each, sixty of them took a fifth of the time in which a large draft opens.

/** Less than this is a small piece, in bytes: so much every browser compiles at once, without a task of its own. */
export const SMALL = 4096;

// An unsigned number as WebAssembly writes it: seven bits a byte, the lowest first.
function leb(value) {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return Buffer.from(bytes);
}

/** One module that only holds the pieces, in a section of its own, so that hosts send it as they send the others; and where
 * each begins and ends in it. */
export function together(pieces) {
  const name = Buffer.from('pieces');
  const body = Buffer.concat([leb(name.length), name, ...pieces]);
  const head = Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0]), leb(body.length)]);
  let at = head.length + 1 + name.length;
  const places = pieces.map((piece) => [at, at += piece.length]);
  return { bytes: Buffer.concat([head, body]), places };
}

/** What the link script needs to take a piece out of that file, fetched once; what didn't come is asked for again. */
export const takePiece = (file) => `
let pieces;
async function piece(from, to) {
  pieces ??= fetch(new URL("./${file}", import.meta.url)).then((response) => {
    if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
    return response.arrayBuffer();
  }).catch((error) => {
    pieces = undefined;
    throw error;
  });
  return (await pieces).slice(from, to);
}`;
