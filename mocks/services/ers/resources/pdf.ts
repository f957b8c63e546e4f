/** A4 in points, and how the lines stand on it. */
const PAGE = { width: 595, height: 842, margin: 60, leading: 18, size: 11, lines: 40 }

/** A small real PDF of plain lines (WinAnsi characters), as many pages as it takes. Readers can select and extract the text. */
export function pdf(title: string, lines: readonly string[]): Uint8Array {
  const pages: string[][] = []
  const all = [title, '', ...lines]
  for (let at = 0; at < all.length; at += PAGE.lines) pages.push(all.slice(at, at + PAGE.lines))

  // Objects 1 to 3 are catalogue, page tree and font; then a page and its content each.
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, at) => {
      const content = `BT /F1 ${PAGE.size} Tf ${PAGE.leading} TL ${PAGE.margin} ${PAGE.height - PAGE.margin} Td ${page.map((line) => `(${escape(line)}) Tj T*`).join(' ')} ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
        `<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + trailer, 'latin1')
}

/** Text inside a PDF string: brackets and backslashes escaped, characters beyond Latin-1 as question marks. */
function escape(line: string): string {
  return line.replace(/[\\()]/g, '\\$&').replace(/[^\u0020-\u00ff]/g, '?')
}
