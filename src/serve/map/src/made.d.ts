// Addresses of files that the build makes (build/generated.ts).
declare module "made:*" {
  const url: string;
  export default url;
}
