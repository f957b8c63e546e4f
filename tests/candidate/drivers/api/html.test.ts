import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hiddenFields, wordsOfPage } from '../../../../candidate/drivers/api/html.ts'

test('the words of a page are those of its main part, without markup, scripts and entities', () => {
  const page = `<html><head><title>No</title></head><body><header>Elmswood</header><main class="a">
    <script>var hidden = 'no'</script><h1>You are not signed in</h1><p>NHS sign&#39;s down &amp; out.<br>Try   again.</p></main></body></html>`
  assert.equal(wordsOfPage(page), "You are not signed in NHS sign's down & out. Try again.")
})

test('a page without a main part is read whole, and one without words has none', () => {
  assert.equal(wordsOfPage('<body><p>Gone</p></body>'), 'Gone')
  assert.equal(wordsOfPage('<main></main>'), undefined)
  assert.equal(wordsOfPage(''), undefined)
})

test('hidden fields are found whatever the order of their attributes, and visible ones are not', () => {
  const form = '<form><input type="hidden" name="formToken" value="t-1"><input value="2" name="version" type="hidden"><input name="mobile" value="07700"></form>'
  assert.deepEqual(hiddenFields(form), { formToken: 't-1', version: '2' })
})
