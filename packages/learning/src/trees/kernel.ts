/**
 * The inner loops of training trees. Arguments are byte offsets into `memory`, except for `from` and `to`, which count
 * rows. A histogram's cell is three float64: gradient, hessian, count; `ordered` holds pairs of float32 for each row.
 */
type KernelLoops = {
  gather(rows: number, gradients: number, ordered: number, from: number, to: number): void;
  fill4(
    c0: number,
    c1: number,
    c2: number,
    c3: number,
    rows: number,
    ordered: number,
    from: number,
    to: number,
    h0: number,
    h1: number,
    h2: number,
    h3: number,
  ): void;
  fill1(column: number, rows: number, ordered: number, from: number, to: number, histogram: number): void;
  fillWide(column: number, rows: number, ordered: number, from: number, to: number, histogram: number): void;
  part(column: number, rows: number, spare: number, sides: number, from: number, to: number): number;
  partWide(column: number, rows: number, spare: number, sides: number, from: number, to: number): number;
};

export type Kernel = KernelLoops & { readonly memory: ArrayBuffer };

/**
 * The machine's `WebAssembly`, as far as it is used. The language itself does not know it, so whoever has it hands it
 * in.
 */
export type WebAssemblyLike = {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer | SharedArrayBuffer };
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: never, imports: never) => { readonly exports: unknown };
};

const PAGE = 65_536;

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The compiled kernel over at least so many bytes of memory. */
export function startKernel(base64: string, bytes: number, wasm: WebAssemblyLike): Kernel {
  const memory = new wasm.Memory({ initial: Math.ceil(bytes / PAGE) });
  const module = new wasm.Module(decode(base64));
  const { exports } = new wasm.Instance(module as never, { env: { memory } } as never);
  return { ...(exports as KernelLoops), memory: memory.buffer as ArrayBuffer };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = base64.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of text) {
    held = ((held << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >>> bits;
    }
  }
  return bytes;
}
