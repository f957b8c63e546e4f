import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitCommand } from '../../cli/split-command.ts'

test('a command is split at blanks, and only quotes mean something', () => {
  const cases: [string, string[] | undefined][] = [
    ['sign', ['sign']],
    ['  openssl  dgst\t-sign key.pem ', ['openssl', 'dgst', '-sign', 'key.pem']],
    [`sign "a key" 'and more'`, ['sign', 'a key', 'and more']],
    [`sign --pin="it's 1" ''`, ['sign', "--pin=it's 1", '']],
    [String.raw`C:\keys\sign.exe $HOME *.key; rm -rf / | cat > x {}`, ['C:\\keys\\sign.exe', '$HOME', '*.key;', 'rm', '-rf', '/', '|', 'cat', '>', 'x', '{}']],
    ['', []],
    ['   ', []],
    ["sign 'a key", undefined],
    ['sign a"b', undefined],
  ]
  for (const [text, words] of cases) assert.deepEqual(splitCommand(text), words, text)
})
