using Atelier.Curator.Similarity;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Curator.Tests.Similarity;

public sealed class ClipSimilarityTests : IDisposable
{
    private static readonly Picture Red = Some.Of(20, 12, (_, _) => (255, 0, 0));
    private readonly PretendClip _clip = new();
    private readonly ClipSimilarity _scorer = new();

    public void Dispose() => _clip.Dispose();

    [Fact]
    public void A_picture_that_shows_the_prompt_scores_higher()
    {
        // The pretended eye sees (3.9, 0.2, 0.5) in red: the cosine to "green" is small.
        Assert.Equal(1, Score("red"));
        Assert.InRange(Score("green"), 0, 0.3);
    }

    [Fact]
    public void The_prompt_is_read_between_start_and_end_and_cut_where_clip_ends()
    {
        Score(string.Join(' ', Enumerable.Repeat("blue", 200)));
        Assert.Equal(77, _clip.Read.Count);
        Assert.Equal((100, 101), (_clip.Read[0], _clip.Read[^1]));
        Assert.Equal(75, _clip.Read.Count(id => id == 2));
    }

    [Fact]
    public void Without_a_model_it_says_what_to_put_where()
    {
        File.Delete(Path.Combine(_clip.Folder, "vision_model.onnx"));
        Assert.Contains("models/clip", _scorer.Lacks(_clip));
    }

    [Fact]
    public void Halves_of_two_models_are_refused()
    {
        _clip.TextSize = 4;
        var refused = Assert.Throws<RequestException>(() => Score("red"));
        Assert.Contains("both files must be of one CLIP model", refused.Problem);
    }

    [Fact]
    public void A_flat_picture_stays_flat_and_a_slope_a_slope_when_it_is_resampled()
    {
        Assert.All(SquareResampling.ToPlanes(Some.Grey(33, 33, (_, _) => 200), 8), level => Assert.Equal(200, level, 3));
        var slope = SquareResampling.ToPlanes(Some.Grey(64, 64, (x, _) => x * 4), 8);
        for (var x = 0; x < 8; x++)
        {
            // The mean of the eight columns that become one.
            Assert.InRange(slope[x] - (((x * 8) + 3.5) * 4), -2, 2);
        }
    }

    private double Score(string prompt) => _scorer.Score(Red, Some.Context(files: _clip, runtime: _clip, prompt: prompt));
}
