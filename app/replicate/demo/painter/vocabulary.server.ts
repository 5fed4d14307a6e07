export type Motif =
  | "mountains"
  | "sea"
  | "city"
  | "forest"
  | "dunes"
  | "space"
  | "flowers"
  | "hills"
  | "ribbons";
export type Time = "dawn" | "day" | "sunset" | "dusk" | "night";
export type Effect =
  | "stars"
  | "clouds"
  | "fog"
  | "snow"
  | "rain"
  | "water"
  | "autumn"
  | "petals"
  | "aurora"
  | "pastel"
  | "neon"
  | "mono";
export type ColourWord =
  | "red"
  | "orange"
  | "gold"
  | "green"
  | "teal"
  | "blue"
  | "purple"
  | "pink"
  | "brown"
  | "white"
  | "black";
export type Subject =
  | "castle"
  | "lighthouse"
  | "cabin"
  | "pagoda"
  | "boat"
  | "whale"
  | "birds"
  | "balloon"
  | "dragon"
  | "rocket"
  | "cat"
  | "wolf"
  | "tree"
  | "wanderer";

export type Meaning =
  | { kind: "motif"; value: Motif }
  | { kind: "time"; value: Time }
  | { kind: "effect"; value: Effect }
  | { kind: "colour"; value: ColourWord }
  | { kind: "subject"; value: Subject };

const MOTIFS: Record<Motif, string> = {
  mountains: "mountain peak alp alpine summit ridge valley cliff canyon fjord volcano 山 峰 峡谷",
  sea: "sea ocean beach coast wave island tropical shore bay underwater fish mermaid surf pirate 海 岛 沙滩 浪 鱼",
  city: "city street skyline urban tokyo york paris london shanghai skyscraper downtown cyberpunk town building metropolis car taxi 城 街 上海 东京 都市 高楼",
  forest: "forest jungle wood woodland pine grove bamboo rainforest deer bear fairy 森林 林 竹 鹿 熊",
  dunes: "desert dune sahara sand oasis camel egypt pyramid 沙漠 沙丘 骆驼",
  space:
    "space galaxy planet cosmos cosmic universe nebula orbit astronaut saturn mars spaceship alien comet 太空 宇宙 星球 银河 宇航员",
  flowers:
    "flower garden tulip rose lavender sunflower poppy daisy bloom bouquet butterfly bee 花 花园 玫瑰 向日葵 蝴蝶",
  hills:
    "hill field meadow farm village countryside grassland prairie grass pasture horse sheep cow 田 草原 村 马",
  ribbons: "abstract pattern gradient swirl geometric fluid wallpaper texture logo music dream 抽象 梦 音乐",
};

const TIMES: Record<Time, string> = {
  dawn: "dawn sunrise morning daybreak 黎明 日出 早晨 清晨",
  day: "day daylight noon midday afternoon sunny summer 白天 中午 正午 晴 夏",
  sunset: "sunset golden-hour evening 日落 夕阳 傍晚 晚霞",
  dusk: "dusk twilight 黄昏 暮",
  night: "night midnight moon moonlit moonlight nocturnal starry cyberpunk 夜 月 星空",
};

const EFFECTS: Record<Effect, string> = {
  stars: "star starry stargazing 星",
  clouds: "cloud cloudy storm stormy overcast 云 暴风",
  fog: "fog foggy mist misty haze hazy smoke 雾 烟",
  snow: "snow snowy winter snowfall blizzard ice icy frozen christmas 雪 冬 冰 圣诞",
  rain: "rain rainy storm stormy drizzle 雨",
  water: "lake river reflection pond water sea ocean harbor harbour bay 湖 河 江 水 海",
  autumn: "autumn fall maple 秋 枫",
  petals: "spring sakura cherry blossom petal 春 樱花 樱",
  aurora: "aurora northern-light 极光",
  pastel: "pastel soft kawaii watercolor watercolour 粉彩 水彩",
  neon: "neon cyberpunk synthwave vaporwave glowing 霓虹 赛博朋克",
  mono: "black-and-white monochrome grayscale greyscale noir ink 黑白 水墨",
};

const COLOURS: Record<ColourWord, string> = {
  red: "red crimson scarlet ruby 红 赤",
  orange: "orange amber copper 橙 橘",
  gold: "gold golden yellow 金 黄",
  green: "green emerald jade lime mint 绿 翠",
  teal: "teal turquoise cyan aqua 青",
  blue: "blue azure navy indigo sapphire cobalt 蓝",
  purple: "purple violet lilac lavender magenta 紫",
  pink: "pink rose sakura coral 粉",
  brown: "brown sepia chocolate coffee 棕 褐 咖啡",
  white: "white ivory 白",
  black: "black dark 黑 暗",
};

const SUBJECTS: Record<Subject, string> = {
  castle: "castle fortress palace kingdom 城堡 宫殿",
  lighthouse: "lighthouse 灯塔",
  cabin: "cabin house cottage hut home 房 屋 家",
  pagoda: "pagoda temple shrine japan japanese china chinese 寺 庙 塔 亭",
  boat: "boat ship sail sailboat sailing yacht pirate 船 舟 帆",
  whale: "whale dolphin 鲸",
  birds: "bird flock seagull crane swallow eagle crow owl 鸟 鹤 燕 鹰",
  balloon: "balloon airship 气球",
  dragon: "dragon wyvern phoenix 龙 凤凰",
  rocket: "rocket spaceship spacecraft shuttle 火箭 飞船",
  cat: "cat kitten kitty 猫",
  wolf: "wolf dog fox puppy husky coyote 狼 狗 狐",
  tree: "tree oak bonsai 树",
  wanderer:
    "person man woman girl boy wanderer traveler traveller hiker samurai knight wizard portrait people lady 人 女孩 男孩 少女 武士 骑士",
};

/** All known words with their meanings, longest first, so that 城堡 is not read as 城. */
export const MEANINGS = collectMeanings();

function collectMeanings(): Map<string, Meaning[]> {
  const meanings = new Map<string, Meaning[]>();
  const add = (words: string, meaning: Meaning) => {
    for (const word of words.split(" ")) meanings.set(word, [...(meanings.get(word) ?? []), meaning]);
  };
  for (const value of keysOf(MOTIFS)) add(MOTIFS[value], { kind: "motif", value });
  for (const value of keysOf(TIMES)) add(TIMES[value], { kind: "time", value });
  for (const value of keysOf(EFFECTS)) add(EFFECTS[value], { kind: "effect", value });
  for (const value of keysOf(COLOURS)) add(COLOURS[value], { kind: "colour", value });
  for (const value of keysOf(SUBJECTS)) add(SUBJECTS[value], { kind: "subject", value });
  return new Map([...meanings].sort(([a], [b]) => b.length - a.length));
}

function keysOf<Key extends string>(record: Record<Key, string>): Key[] {
  return Object.keys(record) as Key[];
}
