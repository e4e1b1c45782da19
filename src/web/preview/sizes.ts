export interface Size {
  width: number;
  height: number;
}

export const sizes = {
  wall: { width: 1920, height: 1080 },
  '4K': { width: 3840, height: 2160 },
  laptop: { width: 1440, height: 900 },
  'small laptop': { width: 1366, height: 768 },
  ultrawide: { width: 3840, height: 1080 },
  band: { width: 7680, height: 1080 },
  ribbon: { width: 1920, height: 128 },
  totem: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
} satisfies Record<string, Size>;
