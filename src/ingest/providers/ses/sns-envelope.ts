import { fieldOf, parseJsonObject } from '../../json-fields.ts'

/** What SNS wraps a message in. Empty where a field is missing. */
export interface SnsEnvelope {
  readonly type: string
  readonly topicArn: string
  readonly message: string
  readonly subscribeUrl: string
  readonly signature: string
  readonly signatureVersion: string
  readonly certificateUrl: string
  /** `name\nvalue\n` of the signed fields, in the order in which SNS signs them. */
  readonly signed: string
}

const notificationFields = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
const confirmationFields = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

/** The envelope; null where the body is no JSON object, or of no type of SNS. Source: SNS, "Verifying the signatures of messages". */
export function readSnsEnvelope(body: Uint8Array): SnsEnvelope | null {
  const object = parseJsonObject(body)
  if (!object) return null
  const of = (name: string): string => textOf(fieldOf(object, name))
  const type = of('Type')
  const names = type === 'Notification' ? notificationFields : confirmationFields
  if (!['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation'].includes(type)) return null
  return {
    type,
    topicArn: of('TopicArn'),
    message: of('Message'),
    subscribeUrl: of('SubscribeURL'),
    signature: of('Signature'),
    signatureVersion: of('SignatureVersion'),
    certificateUrl: of('SigningCertURL') || of('SigningCertUrl'),
    // A subject that was not given is not signed.
    signed: names
      .filter((name) => fieldOf(object, name) !== undefined)
      .map((name) => `${name}\n${of(name)}\n`)
      .join(''),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
