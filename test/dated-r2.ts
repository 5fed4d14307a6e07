const uploads = new Map<string, Date>();

/** A store that goes by the test's `Date`: R2 itself goes by the machine's clock, also when a test sets another time. */
export function datedR2(bucket: R2Bucket): R2Bucket {
  return new Proxy(bucket, {
    get(target, name) {
      if (name === "put") return dated(target.put.bind(target));
      if (name === "createMultipartUpload") return dated(target.createMultipartUpload.bind(target));
      if (name === "list") return withDates(target.list.bind(target));
      return Reflect.get(target, name).bind(target);
    },
  });
}

function dated<Rest extends unknown[], Result>(store: (key: string, ...rest: Rest) => Result) {
  return (key: string, ...rest: Rest): Result => {
    uploads.set(key, new Date());
    return store(key, ...rest);
  };
}

function withDates(list: R2Bucket["list"]): R2Bucket["list"] {
  return async (options) => {
    const listed = await list(options);
    for (const object of listed.objects)
      Object.defineProperty(object, "uploaded", { value: uploads.get(object.key) ?? object.uploaded });
    return listed;
  };
}
