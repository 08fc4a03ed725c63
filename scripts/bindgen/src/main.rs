//! `bindgen MODULE NAME FOLDER` writes the JavaScript that calls a wasm module, its types, and the module without the sections
//! that only this step needs.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, folder] = arguments.as_slice() else {
        return Err("usage: bindgen MODULE NAME FOLDER".into());
    };
    wasm_bindgen_cli_support::Bindgen::new()
        .web(true)?
        // Where the module lies is said by our own loader: a bundler would make a copy of what is named here.
        .omit_default_module_path(true)
        .typescript(true)
        .input_path(module)
        .out_name(name)
        .generate(folder)?;
    Ok(())
}
