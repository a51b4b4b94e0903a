/** What the floor is told. */
export interface FloorPlan {
  repository: string;
  /** Where the tree goes. */
  tree: string;
  /** Objects beside the tree's: plan, record. */
  names: string[];
  /** The command line that confines, as ours is. */
  sandbox: { file: string; args: readonly string[]; environment: Record<string, string> };
}
