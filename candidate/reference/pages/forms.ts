import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { RequestContext, RequestEnv } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Session } from '../session/session.ts'

/** A submitted form: text fields, trimmed. */
export type Form = Readonly<Record<string, string>>

/** Whether a form was made by a page of this session, and not by somebody else's site. */
export const formIsOurs = behaviour('session.formIsOurs', (session: Session, token: string) => {
  const [given, expected] = [Buffer.from(token), Buffer.from(session.formToken)]
  return given.length === expected.length && timingSafeEqual(given, expected)
})

/** The fields of a submitted form. */
export async function readForm(context: RequestContext): Promise<Form> {
  const body = await context.req.parseBody()
  return Object.fromEntries(Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.trim()]] : [])))
}

/** Lets a form through only with the token that its page carried. */
export const ourForms: MiddlewareHandler<RequestEnv> = async (context, next) => {
  if (context.req.method === 'POST') {
    const form = await readForm(context)
    if (!formIsOurs(context.get('work').session, form['formToken'] ?? '')) {
      throw new Refusal('invalid', 'This form is no longer valid. Nothing was saved. Go back, load the page again and repeat your change.')
    }
  }
  await next()
}
