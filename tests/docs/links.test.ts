import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../../cli/paths.ts'

const documents = globSync(['README.md', 'docs/**/*.md'], { cwd: ROOT })

/** Headings as their anchors are made: lower case, hyphens for spaces, no punctuation. */
const anchorsOf = (markdown: string) => [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'))

test('every link within the documentation leads somewhere', () => {
  assert.ok(documents.length > 5)
  const dead = documents.flatMap((document) => {
    const text = readFileSync(join(ROOT, document), 'utf8')
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .flatMap((target) => {
        const [path = '', anchor] = target.split('#')
        const file = path === '' ? join(ROOT, document) : join(ROOT, dirname(document), path)
        if (!existsSync(file)) return [`${document}: ${target}`]
        return anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).includes(anchor) ? [] : [`${document}: ${target} (${relative(ROOT, file)} has no such heading)`]
      })
  })
  assert.deepEqual(dead, [])
})
