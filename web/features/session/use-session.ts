export { useSession } from '../../api/use-session.ts'
