using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class TokenCounterTests
{
    private static readonly TokenCounter Counter = Open();

    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("a cat", 2, 1)]
    [InlineData("(a cat:1.5)", 2, 1)]
    [InlineData("a BREAK cat", 2, 2)]
    [InlineData("a <lora:fine:1> cat", 2, 1)]
    [InlineData("a cat AND a black cat", 3, 1)]
    [InlineData("[a:a black cat:5]", 3, 1)]
    public void The_longest_text_counts(string prompt, int tokens, int chunks) =>
    Assert.Equal(new TokenCount(tokens, chunks, chunks * 75), Counter.Count(prompt, 20));

    [Fact]
    public void A_long_prompt_takes_several_chunks() =>
    Assert.Equal(new TokenCount(76, 2, 150), Counter.Count(string.Join(' ', Enumerable.Repeat("cat", 76)), 20));

    private static TokenCounter Open()
    {
        using var checkpoint = new ModelCatalog(Path.Combine(Golden.RepositoryRoot, "models")).Open("starter");
        return TokenCounter.Of(checkpoint);
    }
}
