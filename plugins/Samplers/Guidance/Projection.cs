using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>Latents as vectors.</summary>
internal static class Projection
{
    /// <summary>The part of a vector that lies along another; zero where that is zero.</summary>
    public static Latent Parallel(Latent vector, Latent direction)
    {
        var square = Dot(direction, direction);
        return direction * (square == 0 ? 0 : Dot(vector, direction) / square);
    }

    /// <summary>The part of a vector that is perpendicular to another.</summary>
    public static Latent Perpendicular(Latent vector, Latent direction) => vector - Parallel(vector, direction);

    /// <summary>The Euclidean length.</summary>
    public static double Length(Latent vector) => Math.Sqrt(Dot(vector, vector));

    private static double Dot(Latent left, Latent right)
    {
        double sum = 0;
        for (var i = 0; i < left.Values.Length; i++)
        {
            sum += left.Values[i] * right.Values[i];
        }

        return sum;
    }
}
