"""An edit that turns the sense of a text round is told from the others."""

from time import process_time

import pytest

from i18n_summit.catalogs.edits import Edit, edit_between

# Two texts, of which one says no.
TURNED = {
    "not": ("Brokers are safe to restart.", "Brokers are not safe to restart."),
    "n't": ("You can restart brokers.", "You can\u2019t restart brokers."),
    "no": ("It has limits on its size.", "It has no limits on its size."),
    "never": ("Restart the broker by hand.", "Never restart the broker by hand."),
    "without": ("Deploy it with a keeper.", "Deploy it without a keeper."),
    "nothing": ("Something is lost when it ends.", "Nothing is lost when it ends."),
    "non-": ("Give it an empty list.", "Give it a non-empty list."),
    "un-": ("This option is supported.", "This option is unsupported."),
    "un- of a verb": ("Install the plug-in.", "Uninstall the plug-in."),
    "in-": ("The message is valid.", "The message is invalid."),
    "in- of an adverb": ("It was correctly read.", "It was incorrectly read."),
    "im-": ("The list is mutable.", "The list is immutable."),
    "ir-": ("Runs at regular times.", "Runs at irregular times."),
    "dis-": ("Proxies are allowed here.", "Proxies are disallowed here."),
    "ません": ("再起動できます。", "再起動できません。"),
    "ない": ("この値は変わる。", "この値は変わらない。"),
    "ではない": ("再起動は必要です。", "再起動は必要ではない。"),
    "なく": ("停止することがある。", "停止することなく動く。"),
    "なかった": ("データは消えた。", "データは消えなかった。"),
    "ずに": ("ブローカーを止めて更新する。", "ブローカーを止めずに更新する。"),
    "ず": ("設定を変え、再起動する。", "設定を変えず、再起動する。"),
    "まず of a verb": ("ログを読み、次へ進む。", "ログを読まず、次へ進む。"),
    "禁止": ("この操作は許可されています。", "この操作は禁止されています。"),
    "不 of two": ("この計算は完全です。", "この計算は不完全です。"),
    "不可能": ("移行は可能です。", "移行は不可能です。"),
    "不要": ("再起動が必要です。", "再起動が不要です。"),
    "不可": ("変更: 可", "変更: 不可"),
    "不可 behind a word": ("会場では録音使用可", "会場では録音使用不可"),
    "未": ("Windows は対応環境です。", "Windows は未対応環境です。"),
    "未 before katakana": ("コミットのオフセット", "未コミットのオフセット"),
    "非": ("同期レプリケーション", "非同期レプリケーション"),
    "非 before katakana": ("アクティブなコントローラー", "非アクティブなコントローラー"),
    "無": ("圧縮を有効にする", "圧縮を無効にする"),
    "無 of two": ("停止アップグレード", "無停止アップグレード"),
}

# Two texts that say yes and no alike, whatever they look like.
KEPT = {
    "a number": ("Stand by the desk.", "Stand by desk No. 5."),
    "an option": ("Run the build again.", "Run the build with --no-cache again."),
    "a name": ("See the file for more.", "See the file not_found.html for more."),
    "a name with a hyphen": ("Send the header again.", "Send the no-store header again."),
    "a value": ("It is get(key) now.", "It is get(key, default=None) now."),
    "a path": ("See the page for more.", "See the page docs/no/index for more."),
    "a word that begins so": ("Read the notes once.", "Read the notable notes once."),
    "know": ("See how it works.", "Know how it works."),
    "nonetheless": ("It works well.", "It works nonetheless."),
    "another no": ("It is not restarted.", "It is never restarted."),
    "one word for two": ("It cannot be restarted.", "It can not be restarted."),
    "un- for not": ("This is not supported.", "This is unsupported."),
    "in- for not": ("The message is not valid.", "The message is invalid."),
    "under": ("Put it in the table.", "Put it under the table."),
    "unless": ("Send less than it asks for.", "Send it unless it asks for it."),
    "until": ("Wait till it has ended.", "Wait until it has ended."),
    "unit": ("Give it in seconds.", "Give it in the unit seconds."),
    "input": ("Put the text there.", "Input the text there."),
    "install": ("Stall the broker here.", "Install the broker here."),
    "inform": ("Form the team first.", "Inform the team first."),
    "inside": ("On the side of it.", "On the inside of it."),
    "improve": ("Prove the method first.", "Improve the method first."),
    "other words in all": ("A tool for streams.", "Understand streams by a tool."),
    "少なくとも": ("3 台のブローカーが要る。", "少なくとも 3 台のブローカーが要る。"),
    "少ない": ("負荷が小さい時間に行う。", "負荷が少ない時間に行う。"),
    "かもしれない": ("再起動する。", "再起動するかもしれない。"),
    "must": ("先に再起動する。", "先に再起動しなければならない。"),
    "must, politely": ("先に再起動します。", "先に再起動しなければなりません。"),
    "merely": ("それは一例です。", "それは一例にすぎません。"),
    "only": ("1 回だけ使える。", "1 回しか使えない。"),
    "not only": ("速さと安さを得る。", "速さだけでなく安さを得る。"),
    "soon": ("会場が開きます。", "まもなく会場が開きます。"),
    "必ず": ("先に再起動する。", "必ず先に再起動する。"),
    "まず": ("ログを読む。", "まずログを読む。"),
    "はず": ("再起動で直る。", "再起動で直るはずです。"),
    "わずか": ("3 秒で終わる。", "わずか 3 秒で終わる。"),
    "ずつ": ("1 台を再起動する。", "1 台ずつ再起動する。"),
    "despite": ("負荷が高いが、動く。", "負荷が高いにもかかわらず、動く。"),
    "for now": ("これで足りる。", "とりあえず、これで足りる。"),
    "an invitation": ("話を聞きましょう。", "話を聞きませんか?"),
    "or": ("1 か 3 台で動かす。", "1 ないし 3 台で動かす。"),
    "along with": ("更新で再起動する。", "更新にともない再起動する。"),
    "いかない": ("使えないことがある。", "使えません。"),
    "不動産": ("住宅の検索サイト", "不動産の検索サイト"),
    "不思議": ("Kafka の話", "Kafka の不思議な話"),
    "非常": ("出口はこちら", "非常に広い出口はこちら"),
    "未来": ("Kafka の今", "Kafka の未来"),
    "未満": ("80 件以下の場合", "80 件未満の場合"),
    "来る": ("春に来る新機能", "未来の新機能"),
    "無料": ("会場の Wi-Fi", "無料の Wi-Fi"),
    "無線": ("回線の状態", "無線の状態"),
    "不 for ない": ("この計算は完全ではない。", "この計算は不完全です。"),
    "a number in words": ("No. 1 の選択肢", "No.1 の選択肢"),
}


@pytest.mark.parametrize("case", TURNED)
def test_a_not_that_came_or_went_is_a_negation(case: str) -> None:
    one, other = TURNED[case]
    found = (edit_between(one, other), edit_between(other, one))
    assert found == (Edit.NEGATION, Edit.NEGATION)


@pytest.mark.parametrize("case", KEPT)
def test_what_only_looks_like_a_not_is_none(case: str) -> None:
    one, other = KEPT[case]
    assert Edit.NEGATION not in (edit_between(one, other), edit_between(other, one))


def numbered(number: int, letters: str) -> str:
    return "".join(letters[number // 26**place % 26] for place in range(4))


LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = [numbered(number, LETTERS) for number in range(15_000)]
KANJI = [chr(0x4E00 + number) * 2 for number in range(15_000)]
# Texts of 100,000 letters, in which one that looks twice for each word takes minutes.
LARGE = {
    "un-": (" ".join(WORDS), "un" + " un".join(WORDS)),
    "無": ("、".join(KANJI), "無" + "、無".join(KANJI)),
    "numerals": ("一" * 100_000, "二" * 100_000),
    "only": ("しか" * 50_000, "ず" * 100_000),
    "sentences": ("No. " + "a. " * 33_000, "a. " * 16_000 + "b. c."),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_text_takes_no_more_time_than_its_size(case: str) -> None:
    one, other = LARGE[case]
    began = process_time()
    assert edit_between(one, other)
    assert process_time() - began < 3
