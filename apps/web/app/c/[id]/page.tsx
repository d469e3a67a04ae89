import { Workspace } from '@/components/shell/workspace';

export default function ConversationPage() {
  return <Workspace />;
}
