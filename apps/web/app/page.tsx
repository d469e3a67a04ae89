import { Workspace } from '@/components/shell/workspace';

export default function Page() {
  return <Workspace />;
}
