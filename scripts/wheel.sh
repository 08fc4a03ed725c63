#!/usr/bin/env bash
# Builds the wheel of the notebook widgets, python/dist/*.whl, of what scripts/build.sh has built, and installs it for the
# tests into build/python. What was built of the same files is not built again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
say() { printf '[wheel] %s\n' "$*" >&2; }

venv=$(scripts/python.sh)
dist=pkg/dist
shipped=($dist/{innodex,index,analysis,model,planning,robustness}*.js $dist/{ranking,model,analysis}*.wasm $dist/{files.json,provinces.bin} build/notebook/{widget.js,notebook.wasm} build/kernel/kernel.wasm)
inputs=$(find "${shipped[@]}" build/{table/table,sql/sql,workbook-read/workbook-read,report/report}.wasm $dist/{divisions.bin,frameworks,THIRD-PARTY.txt} LICENSE-APACHE LICENSE-MIT python scripts/wheel.sh -type f ! -path 'python/dist/*' ! -path 'python/innodex/static/*' ! -path 'python/licenses/*' ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; echo "$venv")
stamp=$(sha256sum <<<"$inputs" | cut -c1-16)
if [ "$(cat build/wheel.stamp 2>/dev/null)" = "$stamp" ] && ls python/dist/*.whl >/dev/null 2>&1; then
  say "nothing changed since the last wheel"
  exit 0
fi
rm -rf build/wheel.stamp build/python python/dist python/innodex/static python/licenses

mkdir -p python/innodex/static python/licenses
cp -R "${shipped[@]}" $dist/frameworks python/innodex/static/
cp build/{table/table,sql/sql,workbook-read/workbook-read,report/report}.wasm $dist/divisions.bin python/innodex/static/
cp $dist/THIRD-PARTY.txt LICENSE-APACHE LICENSE-MIT python/licenses/
# Most of the wheel are modules: Python reads xz, which is a quarter smaller than what a wheel does by itself. They have much in
# common, and are packed together: the module that computes and the widgets' stand first, then what raw tables and
# texts need, then the files of pages, which are only copied.
"$venv/bin/python" - python/innodex/static <<'END'
import io, lzma, pathlib, sys, tarfile

static = pathlib.Path(sys.argv[1])
tables = ["table.wasm", "sql.wasm", "workbook-read.wasm", "report.wasm", "divisions.bin"]
first = ["kernel.wasm", "notebook.wasm"]
of_pages = {file.name for like in ("*.wasm", "*.js") for file in static.glob(like)} - {*first, *tables, "widget.js"}
pages = [*first, *tables, *sorted(of_pages, key=lambda name: (name.rpartition(".")[2] != "wasm", name))]


def packed(data):
    # Of WebAssembly the byte before says much, and its place little.
    chosen = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "pb": 0}
    return lzma.compress(data, filters=[chosen])


def taken(name):
    data = (static / name).read_bytes()
    (static / name).unlink()
    return data


frameworks = sorted(str(file.relative_to(static)) for file in static.glob("frameworks/*.json"))
for name, members in (("pages", pages), ("frameworks", frameworks)):
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for member in members:
            data = taken(member)
            entry = tarfile.TarInfo(member)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    (static / f"{name}.tar.xz").write_bytes(packed(tar.getvalue()))
END
(cd python && "$venv/bin/python" -m hatchling build -t wheel -t sdist >&2)
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-index --target build/python python/dist/*.whl
echo "$stamp" >build/wheel.stamp
say "$(ls python/dist/*.whl), $(stat -c %s python/dist/*.whl) bytes"
