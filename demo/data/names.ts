import type { NamePool } from './countries.ts';

/** A name as its owner writes it, and in the letters of an email address. */
export interface Name {
  readonly written: string;
  readonly plain: string;
}

interface Names {
  readonly female: readonly Name[];
  readonly male: readonly Name[];
  readonly family: readonly Name[];
}

/** `Zoë/zoe Anne-Marie`: the plain spelling follows a slash, or is made from the letters A to Z of the name itself. */
function names(female: string, male: string, family: string): Names {
  return { female: read(female), male: read(male), family: read(family) };
}

function read(list: string): readonly Name[] {
  return list.split(' ').map((entry) => {
    const [written = '', plain] = entry.replaceAll('_', ' ').split('/');
    return {
      written,
      plain:
        plain ??
        written
          .normalize('NFKD')
          .toLowerCase()
          .replace(/[^a-z]/g, ''),
    };
  });
}

export const NAMES: Readonly<Record<NamePool, Names>> = {
  english: names(
    'Olivia Grace Siobhán Chloe Anne-Marie Amelia Zoë Hannah Imogen Ruby',
    "Liam Noah Callum D'Arcy Oliver Ethan Tadhg Mason Jean-Luc Theo",
    "Smith O'Connor Nguyen Taylor Fitzgerald-Jones McAllister Walker Van_Dyke Patel Brontë",
  ),
  german: names(
    'Lena Jürgenne Sophie Käthe/kaethe Anja Mila Heike Ella',
    'Jürgen/juergen Lukas Björn/bjoern Felix Jörg/joerg Max Sjoerd Emil',
    'Müller/mueller Schröder/schroeder Weiß/weiss Groß/gross van_den_Berg Huber Öztürk/oeztuerk Schneider',
  ),
  romance: names(
    'Inês Chloé María Lucía Beatriz Élodie Giulia João_Maria Camila Noémie',
    'José Léo André João François Nicolò Tomás Iñigo Rafael Gaël',
    'García Lima_dos_Santos Nuñez Lefèvre Rossi Gonçalves Peña Dubois Conceição D’Angelo',
  ),
  nordic: names(
    'Åsa/asa Freja Sølvi/solvi Aino Linnéa Maja',
    'Björn Søren/soren Mikkel Väinö Håkon/hakon Eero',
    'Ångström Østergaard/ostergaard Lindqvist Hæreid/haereid Mäkelä Sørensen/sorensen',
  ),
  slavic: names(
    'Zuzana Łucja/lucja Оксана/oksana Žaneta Agnieszka Олена/olena',
    'Tomáš Paweł/pawel Андрій/andrii Jiří Stanisław/stanislaw Тарас/taras',
    'Novák Wójcik/wojcik Шевченко/shevchenko Dvořák Kowalczyk Бондаренко/bondarenko',
  ),
  greek: names(
    'Ελένη/eleni Μαρία/maria Σοφία/sofia',
    'Γιώργος/giorgos Νίκος/nikos Κώστας/kostas',
    'Παπαδόπουλος/papadopoulos Ιωάννου/ioannou Νικολάου/nikolaou',
  ),
  turkish: names(
    'Ayşe/ayse Gülşen/gulsen İrem/irem Işıl/isil',
    'Çağrı/cagri İbrahim/ibrahim Oğuz/oguz Ömer/omer',
    'Yılmaz/yilmaz Öztürk/ozturk Şahin/sahin Çelik/celik',
  ),
  arabic: names(
    'ليلى/layla فاطمة/fatima نور/noor مريم/maryam',
    'محمد/mohammed عمر/omar يوسف/yousef خالد/khaled',
    'الهاشمي/alhashimi حداد/haddad المصري/almasri النجار/alnajjar',
  ),
  hebrew: names('נועה/noa תמר/tamar יעל/yael', 'דוד/david איתי/itai יונתן/yonatan', 'כהן/cohen לוי/levi מזרחי/mizrahi'),
  indian: names('Priya अनन्या/ananya Kavya Sunita', 'Arjun विवेक/vivek Rohan Sanjay', 'Sharma Iyer गुप्ता/gupta Banerjee'),
  japanese: names(
    '美咲/misaki 陽菜/hina さくら/sakura 葵/aoi',
    '蓮/ren 大翔/hiroto 健一/kenichi ハルト/haruto',
    '佐藤/sato 鈴木/suzuki 髙橋/takahashi 渡邊/watanabe',
  ),
  korean: names(
    '서연/seoyeon 민지/minji 지우/jiwoo',
    '민준/minjun 도윤/doyun 현우/hyunwoo',
    '김/kim 이/lee 박/park 최/choi',
  ),
  thai: names(
    'สมหญิง/somying มาลี/malee อรุณี/arunee',
    'สมชาย/somchai ธนา/thana วิชัย/wichai',
    'ใจดี/jaidee สุขสันต์/suksan ทองคำ/thongkham',
  ),
  vietnamese: names(
    'Thảo/thao Ngọc_Anh/ngocanh Hương/huong',
    'Minh Đức/duc Tuấn/tuan',
    'Nguyễn/nguyen Trần/tran Đặng/dang Phạm/pham',
  ),
};
