using Xunit;

namespace Atelier.Support;

/// <summary>Comparison with a reference: the largest absolute error as a share of the reference's largest value.</summary>
public static class Closeness
{
    /// <summary>The largest absolute error divided by the largest absolute value of <paramref name="expected"/>.</summary>
    public static double RelativeError(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double error = 0, scale = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(double.IsFinite(actual[i]), $"Element {i} is {actual[i]}.");
            error = Math.Max(error, Math.Abs(expected[i] - actual[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return scale == 0 ? error : error / scale;
    }

    /// <summary>Asserts that the relative error is at most the tolerance.</summary>
    public static void AssertClose(GoldenTensor expected, ReadOnlySpan<double> actual, double tolerance)
    {
        var error = RelativeError(expected.Doubles, actual);
        Assert.True(error <= tolerance,
            $"The largest error is {error:g3} of the reference's largest value; at most {tolerance:g3} is allowed.");
    }

    /// <summary>Asserts that the relative error is at most the tolerance.</summary>
    public static void AssertClose(GoldenTensor expected, ReadOnlySpan<float> actual, double tolerance) =>
        AssertClose(expected, Array.ConvertAll(actual.ToArray(), value => (double)value), tolerance);
}
