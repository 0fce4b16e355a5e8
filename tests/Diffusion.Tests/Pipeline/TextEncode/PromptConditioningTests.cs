using Atelier.Diffusion.Pipeline.TextEncode;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class PromptConditioningTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    [InlineData(4, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    public void A_step_has_the_first_span_that_ends_no_earlier(int step, int end)
    {
        IReadOnlyList<ConditioningSpan> spans = [new(3, []), new(10, [])];
        Assert.Equal(end, PromptConditioning.At(spans, step).EndStep);
    }
}
