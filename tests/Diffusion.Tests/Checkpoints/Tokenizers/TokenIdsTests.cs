using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class TokenIdsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true, "<|endoftext|>", true, 11)]
    [InlineData(true, "!", false, 0)]
    [InlineData(true, null, true, 0)]
    [InlineData(true, null, false, 11)]
    [InlineData(true, "unknown", false, 11)]
    [InlineData(false, "<|endoftext|>", true, 0)]
    [InlineData(false, "!", false, 11)]
    public void The_pad_is_the_own_tokenizers_else_the_encoders(bool own, string? pad, bool openClip, int expected)
    {
        TinyModel.WriteTokenizer(_folder, "t", pad);
        var config = TokenIds.Apply(TinyModel.Clip, new FoundTokenizer(_folder.PathOf("t"), own), openClip);
        Assert.Equal((10, 11, expected), (config.BosTokenId, config.EosTokenId, config.PadTokenId));
    }

    [Fact]
    public void A_pad_token_may_be_an_object_in_the_tokenizer_config()
    {
        TinyModel.WriteTokenizer(_folder, "t");
        _folder.Write("t/tokenizer_config.json", """{"pad_token":{"content":"!","lstrip":false}}""");
        Assert.Equal(0, TokenIds.Apply(TinyModel.Clip, new FoundTokenizer(_folder.PathOf("t"), IsOwn: true), openClip: false).PadTokenId);
    }

    [Fact]
    public void A_vocabulary_greater_than_the_encoders_is_another_models()
    {
        TinyModel.WriteTokenizer(_folder, "t");
        var error = Assert.Throws<CheckpointException>(
            () => TokenIds.Apply(TinyModel.Clip with { VocabSize = 11 }, new FoundTokenizer(_folder.PathOf("t"), true), false));
        Assert.Equal("vocab.json: its tokens go up to 11, but the text encoder knows 11; it is another model's tokenizer", error.Message);
    }

    [Theory]
    [InlineData("""{"a":0}""", "the token <|startoftext|> is missing")]
    [InlineData("""{"<|startoftext|>":1,"<|endoftext|>":"2"}""", "the token <|endoftext|> is missing")]
    [InlineData("""{"a":{"<|startoftext|>":1}}""", "not a JSON object of token to number")]
    [InlineData("""{"a":""", "not a JSON object of token to number")]
    public void A_vocabulary_that_is_none_is_invalid(string vocab, string says)
    {
        TinyModel.WriteTokenizer(_folder, "t");
        _folder.Write("t/vocab.json", vocab);
        var error = Assert.Throws<CheckpointException>(
            () => TokenIds.Apply(TinyModel.Clip, new FoundTokenizer(_folder.PathOf("t"), true), false));
        Assert.Equal($"vocab.json: invalid: {says}", error.Message);
    }

    public void Dispose() => _folder.Dispose();
}
