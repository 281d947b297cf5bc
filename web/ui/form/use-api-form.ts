import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { errorText } from '../states/error-text.ts'

type TextValues = Record<string, unknown>
type Errors = Record<string, string | null>

type FormOf<Values extends TextValues> = Pick<
  ReturnType<typeof useForm<Values>>,
  | 'values'
  | 'getInputProps'
  | 'getInputNode'
  | 'isDirty'
  | 'setInitialValues'
  | 'reset'
  | 'insertListItem'
  | 'removeListItem'
>

interface ApiFormOptions<Values extends TextValues, Answer> {
  readonly initialValues: Values
  /** What is wrong in words, by field; null for what is right. */
  readonly validate: (values: Values) => Errors
  readonly save: (values: Values) => Promise<Answer>
  /** What the server found wrong, in words, by field of the form; by default each field's own last word and sentence. */
  readonly fieldErrors?: (error: ApiError) => Record<string, string>
  /** Called when it could not be saved. */
  readonly onFailed?: (error: unknown) => void
  readonly onSaved: (answer: Answer, values: Values) => void | Promise<void>
}

interface ApiForm<Values extends TextValues> {
  readonly form: FormOf<Values>
  readonly onSubmit: (event?: SyntheticEvent<HTMLFormElement>) => void
  readonly isSaving: boolean
  /** What went wrong with the whole, in words; null while nothing has. */
  readonly failure: string | null
}

/** A form that is saved through the API: errors stand beside their fields, and the first one gets the focus. */
export function useApiForm<Values extends TextValues, Answer>(
  options: ApiFormOptions<Values, Answer>,
): ApiForm<Values> {
  const t = useT()
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm<Values>({
    initialValues: options.initialValues,
    validate: (values) => withoutNulls(options.validate(values)),
  })

  const fieldErrors = options.fieldErrors ?? ((error) => fieldErrorsOf(error, options.initialValues))

  const mutation = useMutation({
    mutationFn: options.save,
    onSuccess: options.onSaved,
    onError: (error) => {
      const known = error instanceof ApiError ? fieldErrors(error) : {}
      options.onFailed?.(error)
      form.setErrors(known)
      if (!focusFirst(form, known)) setFailure(errorText(t, error))
    },
  })

  const onSubmit = form.onSubmit(
    (values) => {
      setFailure(null)
      mutation.mutate(values)
    },
    (errors) => focusFirst(form, errors),
  )
  return { form, onSubmit, isSaving: mutation.isPending, failure }
}

function withoutNulls(errors: Errors): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

/** The server names a field as `body/email` or `body/settings/auth_token`; the form knows the last word. */
function fieldErrorsOf(error: ApiError, fields: object): Record<string, string> {
  const found = error.fieldErrors.map(
    ({ path, detail }) => [path.split(/[/.]/).at(-1) ?? '', detail] as const,
  )
  return Object.fromEntries(found.filter(([field]) => field in fields))
}

function focusFirst<Values extends TextValues>(form: FormOf<Values>, errors: object): boolean {
  const nodes = Object.keys(errors).map((name) => form.getInputNode(name))
  // A field that is not on the page cannot show what is wrong with it.
  const [field] = nodes.filter((node) => node !== null).sort(inReadingOrder)
  if (field === undefined) return false
  // The error must be on the page before the field is read out together with it.
  requestAnimationFrame(() => field.focus())
  return true
}

function inReadingOrder(one: Node, other: Node): number {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}
