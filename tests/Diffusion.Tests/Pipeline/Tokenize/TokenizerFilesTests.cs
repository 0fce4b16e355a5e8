using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Pipeline.Tokenize;

public sealed class TokenizerFilesTests
{
    [Theory]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")]
    public void A_folder_without_one_of_the_files_names_both_and_where_they_go(string missing)
    {
        using var folder = new TokenizerFolder();
        folder.Delete(missing);
        var error = Assert.Throws<CheckpointException>(folder.Open);
        Assert.Contains("vocab.json and merges.txt", error.Message);
        Assert.Contains(folder.Path, error.Message);
    }

    [Theory]
    [InlineData("", "vocab.json")]
    [InlineData("[]", "not an object")]
    [InlineData("{\"a\": \"b\"}", "the id of \"a\"")]
    [InlineData("{\"a\": -1}", "the id of \"a\"")]
    [InlineData("{\"a\": 1.5}", "the id of \"a\"")]
    [InlineData("{\"a\": 1", "vocab.json")]
    [InlineData("{\"\\ud800\": 1}", "vocab.json")]
    [InlineData("{}", "line 2")]
    public void A_malformed_vocabulary_is_named_with_its_fault(string json, string fault)
    {
        using var folder = new TokenizerFolder();
        folder.Write("vocab.json", json);
        var error = Assert.Throws<CheckpointException>(folder.Open);
        Assert.Contains(fault, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("#version: 0.2\na b\nab\n", "line 3")]
    [InlineData("a zz\n", "line 1")]
    [InlineData("b a\n", "line 1")]
    public void A_merge_that_the_vocabulary_lacks_is_named_by_its_line(string merges, string fault)
    {
        using var folder = new TokenizerFolder();
        folder.Write("merges.txt", merges);
        Assert.Contains(fault, Assert.Throws<CheckpointException>(folder.Open).Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"eos_token\": 5}")]
    [InlineData("{\"eos_token\": {}}")]
    public void A_malformed_map_of_special_tokens_is_named(string json)
    {
        using var folder = new TokenizerFolder();
        folder.Write("special_tokens_map.json", json);
        Assert.Contains("special_tokens_map.json", Assert.Throws<CheckpointException>(folder.Open).Message);
    }

    [Fact]
    public void A_special_token_that_the_vocabulary_lacks_is_named()
    {
        using var folder = new TokenizerFolder();
        folder.Write("special_tokens_map.json", """{"eos_token": "</s>"}""");
        Assert.Contains("</s>", Assert.Throws<CheckpointException>(folder.Open).Message);
    }
}
