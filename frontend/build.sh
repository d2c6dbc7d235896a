#!/bin/sh
# Rebuilds static/css and static/fonts from the locked packages. The results are committed; node_modules is not.
set -eu
cd "$(dirname "$0")"
npm ci --silent
mkdir -p ../static/css ../static/fonts
for sheet in portal admin; do
  npx sass --no-source-map --style=compressed --quiet-deps --load-path=node_modules "scss/$sheet.scss" "../static/css/$sheet.css"
done
for font in "source-sans-3 400" "source-sans-3 600" "source-serif-4 600"; do
  set -- $font
  cp "node_modules/@fontsource/$1/files/$1-latin-$2-normal.woff2" "../static/fonts/$1-$2.woff2"
  # Names with letters beyond Latin 1, on printed letters only: pages stay below 70 KB of fonts.
  cp "node_modules/@fontsource/$1/files/$1-latin-ext-$2-normal.woff2" "../static/fonts/$1-ext-$2.woff2"
  cp "node_modules/@fontsource/$1/LICENSE" "../static/fonts/$1-LICENSE.txt"
done
cp node_modules/axe-core/axe.min.js ../tests/browser/vendor/axe.min.js
{
  echo "Built by frontend/build.sh from:"
  for package in govuk-frontend sass @fontsource/source-sans-3 @fontsource/source-serif-4 axe-core; do
    echo "$package $(node -p "require('./node_modules/$package/package.json').version")"
  done
} > ../static/BUILT.txt
