import { html } from 'hono/html'
import { text, type Reply } from '../reply.ts'

/** Markup that `markup` made: whatever was put into it was escaped. */
export type Markup = Exclude<ReturnType<typeof html>, Promise<unknown>>

/** Template tag for HTML. Hono's own, which escapes every value, kept to values that are there at once. */
export function markup(strings: TemplateStringsArray, ...values: unknown[]): Markup {
  const made = html(strings, ...values)
  if (made instanceof Promise) throw new TypeError('Failed to write a page: a value in its markup is a promise. Await it first.')
  return made
}

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
}

/** A page of a sign-in service: plain, readable by a screen reader, usable without a mouse and without scripts. */
export function page(status: number, title: string, body: Markup, headers: Record<string, string> = {}): Reply {
  const document = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          body { font: 1.125rem/1.5 Arial, sans-serif; color: #212b32; background: #f0f4f5; margin: 0; }
          main { max-width: 40rem; margin: 2rem auto; padding: 1rem 2rem 2rem; background: #fff; }
          label, legend { display: block; font-weight: bold; margin: 1rem 0 0.25rem; }
          input[type='text'] { font: inherit; width: 100%; max-width: 24rem; padding: 0.4rem; border: 2px solid #4c6272; box-sizing: border-box; }
          button { font: inherit; font-weight: bold; padding: 0.5rem 1rem; margin: 0.5rem 0.5rem 0.5rem 0; border: 0; color: #fff; background: #005eb8; cursor: pointer; }
          button.plain { color: #005eb8; background: #fff; border: 2px solid #005eb8; }
          :focus { outline: 4px solid #ffeb3b; outline-offset: 0; box-shadow: inset 0 0 0 2px #212b32; }
          .error { border: 4px solid #d5281b; padding: 0.5rem 1rem; }
          ul.choices { list-style: none; padding: 0; }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`
  return text(status, String(document), 'text/html; charset=utf-8', { ...HEADERS, ...headers })
}

/** An error summary to stand at the top of a page; nothing when there is no message. */
export function errorSummary(message: string | undefined): Markup {
  return message === undefined ? markup`` : markup`<div class="error" role="alert" tabindex="-1"><h2>There is a problem</h2><p>${message}</p></div>`
}
