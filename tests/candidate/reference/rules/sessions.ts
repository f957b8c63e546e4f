import assert from 'node:assert/strict'
import { receptionist } from '../support/clinic.ts'
import { advance, session, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'a session ends when nothing happens for too long, and says why',
    brokenBy: ['session-never-idles-out'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      await advance(clinic, 899)
      assert.equal((await session(desk)).status, 200)
      await advance(clinic, 901)
      const { json } = await session(desk)
      assert.match(json?.issue?.[0]?.details?.text ?? '', /nothing happened/)
      assert.equal((await desk.request('GET', '/patients')).headers.get('location'), '/signed-out?because=idle')
    },
  },
  {
    rule: 'a session ends after its day, however busy',
    brokenBy: ['session-outlives-the-day'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      for (let hours = 0; hours < 12.5; hours += 0.2) {
        await advance(clinic, 720)
        await session(desk)
      }
      assert.equal((await session(desk)).status, 401)
    },
  },
  {
    rule: 'after sign-out a copy of the key opens nothing',
    brokenBy: ['sign-out-keeps-the-session'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      const key = desk.cookies.get('session')!
      const home = await desk.request('GET', '/')
      const out = await desk.form('/sign-out', { formToken: /name="formToken" value="([^"]+)"/.exec(home.text)![1]! })
      assert.equal(out.headers.get('location'), '/signed-out')
      assert.equal((await clinic.client().request('GET', '/api/session', undefined, { authorization: `Bearer ${key}` })).status, 401)
    },
  },
]
