import { randomUUID } from 'node:crypto'

/** A report that is not taken, and why. Source: ITK 2, ToolkitErrorInfo; acknowledgements of the 111 adaptor. */
export class ItkFault extends Error {
  /** What exactly was seen. */
  readonly diagnostic: string
  constructor(text: string, diagnostic: string) {
    super(text)
    this.name = 'ItkFault'
    this.diagnostic = diagnostic
  }
}

const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const envelope = (action: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header><wsa:MessageID>${randomUUID().toUpperCase()}</wsa:MessageID><wsa:Action>${action}</wsa:Action></soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`

/** The answer to a report that was taken. */
export const simpleResponse = (action: string, trackingId: string): string =>
  envelope(escaped(`${action}Response`), `<itk:SimpleMessageResponse xmlns:itk="urn:nhs-itk:ns:201005">OK:${escaped(trackingId)}</itk:SimpleMessageResponse>`)

/** The answer to one that was not. */
export const soapFault = ({ message, diagnostic }: ItkFault): string =>
  envelope(
    'http://www.w3.org/2005/08/addressing/soap/fault',
    `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>A client related error has occurred, see detail element for further information</faultstring><detail><itk:ToolkitErrorInfo xmlns:itk="urn:nhs-itk:ns:201005"><itk:ErrorID>${randomUUID().toUpperCase()}</itk:ErrorID><itk:ErrorCode codeSystem="2.16.840.1.113883.2.1.3.2.4.17.268">1000</itk:ErrorCode><itk:ErrorText>${escaped(message)}</itk:ErrorText><itk:ErrorDiagnosticText>${escaped(diagnostic)}</itk:ErrorDiagnosticText></itk:ToolkitErrorInfo></detail></soap:Fault>`,
  )
