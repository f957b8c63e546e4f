/** A PDF file with words on it, and as many bytes beside them as are wanted. */
export function pdfOf(words: string, bytes = 0): Buffer {
  const stream = `BT /F1 12 Tf 72 720 Td (${words}) Tj ET`
  const pages = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\n`
  // What fills it is never the same for two stretches of it, so that a part in the wrong place shows.
  const filling = Array.from({ length: Math.ceil(bytes / 16) }, (_, at) => `%${String(at).padStart(14, '0')}\n`).join('')
  return Buffer.from(`${pages}${filling}trailer<</Root 1 0 R>>\n%%EOF\n`)
}
