#!/bin/sh
# Saves the sources of this folder (two UTF-8 CSV files, two flat ODS files) the ways LibreOffice saves them.
# Needs soffice; the results are committed, so that the tests need nothing. Usage: sh make.sh
set -eu
cd "$(dirname "$0")"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

convert() { # <format> <folder> <import filter> <file>
    soffice "-env:UserInstallation=file://$home" --headless --convert-to "$1" --outdir "$2" ${3:+"--infilter=$3"} "$4" >/dev/null
}

# Comma, quotation mark, UTF-8; column 5 (mentees) or 3 (mentors) is text: a NOC code keeps its zeros. The last number
# is the language that numbers and dates are read in: 1033 English; the files hold points and ISO dates.
mentees='CSV:44,34,76,1,5/2,1033'
mentors='CSV:44,34,76,1,3/2,1033'
mkdir -p saved
for side in mentees mentors; do
    eval "filter=\$$side"
    convert ods saved "$filter" "$side.csv"
    convert xlsx saved "$filter" "$side.csv"
    # Semicolon and Windows-1252 (1), then tab and UTF-16 (65535).
    convert 'csv:Text - txt - csv (StarCalc):59,34,1,1' saved "$filter" "$side.csv"
    mv "saved/$side.csv" "saved/$side-cp1252.csv"
    convert 'csv:Text - txt - csv (StarCalc):9,34,65535,1' saved "$filter" "$side.csv"
    mv "saved/$side.csv" "saved/$side-utf16.csv"
done
for workbook in quirks formulas; do
    convert ods saved '' "$workbook.fods"
    convert xlsx saved '' "$workbook.fods"
done
