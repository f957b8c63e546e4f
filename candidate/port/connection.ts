/** What came of asking a candidate without encryption. */
export interface PlainAnswer {
  /** Absent: the connection was closed without an answer. */
  status?: number
  /** Where the answer sends the browser. */
  location?: string
  body: string
  cookies: boolean
}

export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3'

/** How a candidate takes connections, below everything that users see. */
export interface ConnectionVerbs {
  /** Asks for the sign-in page over plain HTTP. */
  askInPlainText(): Promise<PlainAnswer>
  /** Offers one version of TLS and no other; gives the one that was agreed on, if any. */
  offerTls(version: TlsVersion): Promise<{ agreed?: string; refusal?: string }>
}
