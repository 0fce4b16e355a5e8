using Atelier.Host.Api.OpenAI.Images;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Api.OpenAI;

public class PartialImagesTests
{
    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 5 })]
    [InlineData(3, new[] { 3, 5, 8 })]
    public void They_are_due_evenly_over_the_steps(int wanted, int[] due)
    {
        var partials = new PartialImages(wanted, 1);

        Assert.Equal(due, Enumerable.Range(0, 11).Where(step => partials.Due(Progress(step, 10, [1])) is not null));
    }

    [Fact]
    public void The_last_preview_is_shown_and_never_another_pictures()
    {
        var partials = new PartialImages(1, 2);

        Assert.Null(partials.Due(Progress(1, 8, [1])));
        Assert.Equal([1], partials.Due(Progress(3, 8, null))!.Preview);
        Assert.Null(partials.Due(Progress(7, 8, null)));
        var second = partials.Due(Progress(7, 8, [2]))!;
        Assert.Equal((0, (byte)2), (second.Index, second.Preview[0]));
    }

    private static JobProgress Progress(int step, int steps, byte[]? preview) => new("sample", step, steps, 1, null) { Preview = preview };
}
