using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Absent_and_null_fields_have_their_defaults()
    {
        var config = Read("""{"a":null}""");
        Assert.Equal(
            (3, 0.5, true, "x"), (config.Int("a", 3), config.Number("b", 0.5), config.Flag("c", true), config.Text("d", "x", "x", "y")));
        Assert.Null(config.Ints("a", 2));
    }

    [Fact]
    public void One_number_stands_for_every_level()
    {
        Assert.Equal([8, 8, 8], Read("""{"a":8}""").Ints("a", 3));
        Assert.Equal([5, 10], Read("""{"a":[5,10]}""").Ints("a", 2));
    }

    [Theory]
    [InlineData("""{"a":0}""", "a is 0; it must be a whole number from 1 to 1048576")]
    [InlineData("""{"a":1e99}""", "a is 1e99; it must be a whole number")]
    [InlineData("""{"a":"8"}""", "a is \"8\"; it must be a whole number")]
    [InlineData("""{"a":2147483647}""", "must be a whole number from 1 to 1048576")]
    public void A_wrong_number_is_named_with_what_would_be_right(string json, string says) =>
        Assert.Contains(says, Assert.Throws<CheckpointException>(() => Read(json).Int("a", 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Wrong_texts_flags_lists_and_numbers_are_named()
    {
        var config = Read("""{"a":[1,2]}""");
        Assert.Contains(
            "config.json: a is [1,2]; it must be x or y", Assert.Throws<CheckpointException>(() => config.Text("a", "x", "x", "y")).Message,
            StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => config.Flag("a", true));
        Assert.Throws<CheckpointException>(() => config.Number("a", 1));
        Assert.Throws<CheckpointException>(() => config.Ints("a", 3));
        Assert.Throws<CheckpointException>(() => config.Require([("a", "null")]));
    }

    [Theory]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "not JSON (line 1)")]
    [InlineData("""{"\ud800":1}""", "not Unicode")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}""", "not JSON")]
    public void A_broken_file_is_invalid(string json, string says) =>
        Assert.Contains(says, Assert.Throws<CheckpointException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_huge_file_is_not_read() =>
    Assert.Contains(
        "at most 1048576", Assert.Throws<CheckpointException>(() => Read(new string(' ', 1 << 21))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private ConfigFile Read(string json) => ConfigFile.Read(_folder.Write("config.json", json), "config.json");
}
