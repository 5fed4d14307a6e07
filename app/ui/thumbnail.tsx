/** A small look at a picture whose own page is elsewhere. */
export function Thumbnail({ imageId, alt }: { imageId: string; alt: string }) {
  return (
    <img className="thumbnail" src={`/images/${imageId}/thumbnail`} alt={alt} width={192} height={192} />
  );
}
