/**
 * Companies that do not exist. Each name has the word for "sample" or "example" in the language of the country:
 * Muster, Beispiel, exemple, 見本 mihon, 견본 gyeonbon, 样本 yangben.
 */
import type { SeedCompany } from './companies.ts';

export const sampleCompanies = {
  'musterwerk-automation': {
    names: ['Musterwerk Automation', '穆斯特自动化', '무스터베르크 오토메이션'],
    country: 'DE',
    industry: 'smart-manufacturing',
  },
  'beispiel-antriebstechnik': {
    names: ['Beispiel Antriebstechnik', '拜施皮尔驱动技术', '바이슈필 구동기술'],
    country: 'DE',
    industry: 'automobiles',
  },
  'exemple-energie': {
    names: ['Exemple Énergie', '埃格桑普尔能源', '에그장플 에너지'],
    country: 'FR',
    industry: 'new-energy-equipment',
  },
  'mihon-robotics': {
    names: ['Mihon Robotics', '见本机器人', '미혼 로보틱스'],
    country: 'JP',
    industry: 'smart-manufacturing',
  },
  'mihon-denshi': {
    names: ['Mihon Denshi', '见本电子', '미혼 전자'],
    country: 'JP',
    industry: 'electronic-information',
  },
  'straits-example-logistics': {
    names: ['Straits Example Logistics', '海峡示例物流', '스트레이츠 이그잼플 로지스틱스'],
    country: 'SG',
    industry: 'modern-services',
  },
  'lion-sample-capital': {
    names: ['Lion Sample Capital', '狮城样本资本', '라이언 샘플 캐피털'],
    country: 'SG',
    industry: 'modern-services',
  },
  'gyeonbon-battery-materials': {
    names: ['Gyeonbon Battery Materials', '坚本电池材料', '견본배터리소재'],
    country: 'KR',
    industry: 'new-energy-equipment',
  },
  'gyeonbon-mobility': {
    names: ['Gyeonbon Mobility', '坚本出行', '견본모빌리티'],
    country: 'KR',
    industry: 'automobiles',
  },
  'gyeonbon-soft': {
    names: ['Gyeonbon Soft', '坚本软件', '견본소프트'],
    country: 'KR',
    industry: 'modern-services',
  },
  'yangben-precision': {
    names: ['Yangben Precision', '样本精密', '양번정밀'],
    country: 'CN',
    industry: 'smart-manufacturing',
  },
  'yangben-software': {
    names: ['Yangben Software', '样本软件', '양번소프트웨어'],
    country: 'CN',
    industry: 'modern-services',
  },
} satisfies Record<string, SeedCompany>;
