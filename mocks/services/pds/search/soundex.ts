const CODES: Record<string, string> = {
  B: '1', F: '1', P: '1', V: '1',
  C: '2', G: '2', J: '2', K: '2', Q: '2', S: '2', X: '2', Z: '2',
  D: '3', T: '3',
  L: '4',
  M: '5', N: '5',
  R: '6',
}

/** American Soundex of a folded name (`SMITH` and `SMYTHE` are both S530): how PDS finds homophones. */
export function soundex(name: string): string {
  const letters = name.replace(/[^A-Z]/g, '')
  let code = letters.slice(0, 1)
  let last = CODES[code]
  for (const letter of letters.slice(1)) {
    const digit = CODES[letter]
    if (digit !== undefined && digit !== last) code += digit
    // H and W do not separate two letters of the same code; vowels do.
    if (letter !== 'H' && letter !== 'W') last = digit
    if (code.length === 4) return code
  }
  return code.padEnd(4, '0')
}
