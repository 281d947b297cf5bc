import { describe, expect, test } from 'vitest'
import { readableBody } from './readable-body.ts'

describe('the body of a request, for reading', () => {
  test('a form is one field a line, decoded', () => {
    expect(
      readableBody('MessageStatus=delivered&To=%2B4915112345678', 'application/x-www-form-urlencoded'),
    ).toBe('MessageStatus: delivered\nTo: +4915112345678')
  })

  test('JSON is indented', () => {
    expect(readableBody('{"a":[1]}', 'application/json')).toBe('{\n  "a": [\n    1\n  ]\n}')
  })

  test('numbers that would be rounded keep their digits', () => {
    const body = '{"message_token":5098034272017990000}'
    expect(readableBody(body, 'application/json')).toBe(body)
  })

  test('anything else stays as it was sent', () => {
    expect(readableBody('id:1 stat:DELIVRD', 'text/plain')).toBe('id:1 stat:DELIVRD')
  })
})
