#!/bin/sh
# deploy PACKAGE FOLDER: a built package with its production dependencies, and nothing that only a workshop needs.
set -eu
pnpm --config.inject-workspace-packages=true --filter="$1" deploy --prod --offline "$2"
find "$2" -type d -path '*/@sallyport/*/src' -prune -exec rm -rf {} +
find "$2" -path '*/@sallyport/*' \( -name 'tsconfig*.json' -o -name vitest.config.ts \) -delete
rm -rf "$2/src" "$2/.turbo" "$2"/tsconfig*.json "$2/vitest.config.ts" "$2/pnpm-lock.yaml"
