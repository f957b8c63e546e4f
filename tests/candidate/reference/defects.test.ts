import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDefects } from '../../../candidate/reference/defects/load-defects.ts'
import { loadCatalogue } from '../../../config/catalogue.ts'

const defects = await loadDefects()

test('every defect has a name of its own: --defect must not take another', () => {
  const names = defects.map(({ name }) => name)
  assert.deepEqual(names.filter((name, at) => names.indexOf(name) !== at), [])
})

test('every defect breaks a requirement that the catalogue has', async () => {
  const { byId } = await loadCatalogue()
  assert.deepEqual(defects.filter(({ requirement }) => !byId.has(requirement)).map(({ name, requirement }) => `${name}: ${requirement}`), [])
})

test('every defect tells what a system with it does', () => {
  assert.deepEqual(defects.filter(({ story }) => story.split(' ').length < 4).map(({ name }) => name), [])
})
