declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

// These modules bring types of their own, for bundlers that would instantiate them.
declare module "@jsquash/png/codec/pkg/squoosh_png_bg.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
