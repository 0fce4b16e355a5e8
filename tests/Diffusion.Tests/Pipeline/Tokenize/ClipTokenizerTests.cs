using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Tokenize;

public sealed class ClipTokenizerTests
{
    [GoldenFact]
    [Trait("Category", "Golden")]
    public void Every_golden_text_gives_its_ids()
    {
        var tokenizer = ClipTokenizer.Open(Golden.PathOf("tokenizer"));
        using var json = JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf("tokenizer", "expected.json")));
        Assert.NotEqual(0, json.RootElement.GetArrayLength());
        foreach (var example in json.RootElement.EnumerateArray())
        {
            var expected = example.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            Assert.Equal(expected, tokenizer.Encode(example.GetProperty("text").GetString()!));
        }
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void Decomposed_letters_and_typographic_forms_give_the_ids_of_plain_ones()
    {
        var tokenizer = ClipTokenizer.Open(Golden.PathOf("tokenizer"));
        var plain = tokenizer.Encode("a café, don't \"fish\" 한국 カガ");
        Assert.Equal(plain, tokenizer.Encode("Ａ cafe\u0301,\u00A0don’t “ﬁsh”\0 \u1112\u1161\u11AB\u1100\u116E\u11A8 ｶｶﾞ"));
    }

    [Fact]
    public void Rules_join_by_rank_and_the_words_end_counts()
    {
        using var folder = new TokenizerFolder();
        var tokenizer = folder.Open();
        Assert.Equal(folder.Ids("ab", "c</w>", "c", "ab</w>"), tokenizer.Encode("abc cab"));
    }

    [Fact]
    public void A_rule_of_lower_rank_that_arises_waits_until_the_pass_is_done()
    {
        using var folder = new TokenizerFolder(["ab ab", "a b"], ["ab", "abab"]);
        Assert.Equal(folder.Ids("abab", "c</w>"), folder.Open().Encode("ababc"));
    }

    [Fact]
    public void Special_tokens_come_from_their_map()
    {
        using var folder = new TokenizerFolder();
        folder.Write("special_tokens_map.json", """{"bos_token": {"content": "c"}, "eos_token": "ab"}""");
        var tokenizer = folder.Open();
        Assert.Equal(folder.Ids("c", "ab"), [tokenizer.StartId, tokenizer.EndId]);
    }

    [Fact]
    public void A_special_token_in_the_text_is_its_id()
    {
        using var folder = new TokenizerFolder();
        var tokenizer = folder.Open();
        Assert.Equal([tokenizer.EndId, .. folder.Ids("a</w>")], tokenizer.Encode("<|EndOfText|> a"));
    }

    [Fact]
    public void Hostile_text_is_tokenized_without_delay()
    {
        using var folder = new TokenizerFolder();
        var tokenizer = folder.Open();
        string[] hostile =
        [
            Repeat("🎨🖌️"), Repeat("\uD800"), Repeat("\uDC00x"), Repeat("\0"), Repeat("\u202E\u200F"),
            Repeat("ab"), Repeat("abc "), Repeat("&amp;"), Repeat("'s"), Repeat("e\u0301\u0301"), Repeat(" "), Repeat("&#xD800;"),
            Repeat("Σ"),
        ];
        var watch = Stopwatch.StartNew();
        foreach (var text in hostile)
        {
            tokenizer.Encode(text);
        }

        // Below a second where nothing else runs; quadratic time would take minutes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");

        static string Repeat(string part) => new StringBuilder().Insert(0, part, (1 << 18) / part.Length).ToString();
    }

    [Fact]
    public void Any_text_has_ids_within_the_vocabulary()
    {
        using var folder = new TokenizerFolder();
        var tokenizer = folder.Open();
        Prop.ForAll<string>(text => tokenizer.Encode(text ?? "").All(id => id >= 0 && id <= tokenizer.LargestId))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Case_and_white_space_do_not_matter()
    {
        using var folder = new TokenizerFolder();
        var tokenizer = folder.Open();
        Prop.ForAll<NonNull<string>>(text =>
        {
            var ascii = new string([.. text.Get.Where(char.IsAscii)]);
            var spread = ascii.ToUpperInvariant().Replace(" ", "\t\u3000 ", StringComparison.Ordinal);
            return tokenizer.Encode(ascii).SequenceEqual(tokenizer.Encode($"\n {spread} "));
        }).QuickCheckThrowOnFailure();
    }
}
