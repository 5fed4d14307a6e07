const uploads = new Map<string, Date>();

/** A store that goes by the test's clock: its own is the machine's, whatever the test makes of `Date`. */
export function datedR2(bucket: R2Bucket): R2Bucket {
  return new Proxy(bucket, {
    get(target, name) {
      if (name === "put") return put;
      if (name === "list") return list;
      return Reflect.get(target, name).bind(target);
    },
  });

  function put(...values: Parameters<R2Bucket["put"]>) {
    uploads.set(values[0], new Date());
    return bucket.put(...values);
  }

  async function list(options?: R2ListOptions) {
    const listed = await bucket.list(options);
    for (const object of listed.objects) {
      Object.defineProperty(object, "uploaded", { value: uploads.get(object.key) ?? object.uploaded });
    }
    return listed;
  }
}
