using Atelier.Generation;
using Atelier.Sampling;

namespace Atelier.Diffusion.Pipeline.Hires;

/// <summary>What a second pass is asked for: the first's request with what the hires fix says otherwise.</summary>
internal static class SecondRequest
{
    /// <summary>The second pass's request.</summary>
    /// <param name="first">The first's, whose request has a hires fix.</param>
    /// <param name="size">The second's size.</param>
    /// <param name="parts">Where names are found.</param>
    /// <exception cref="RequestException">A name is not known.</exception>
    public static ResolvedRequest Of(ResolvedRequest first, HiresSize size, IPartRegistry parts)
    {
        var hires = first.Request.Hires!;
        var sampler = hires.Sampler is null ? first.Sampler : Find<ISampler>(parts, "hires.sampler", hires.Sampler);
        var schedule = hires.Schedule is not null ? Find<ISigmaSchedule>(parts, "hires.schedule", hires.Schedule)
            : first.Request.Schedule is null && hires.Sampler is not null ? parts.Find<ISigmaSchedule>(sampler.DefaultSchedule)
            : first.Schedule;
        return first with
        {
            Request = first.Request with
            {
                Prompt = hires.Prompt ?? first.Request.Prompt,
                NegativePrompt = hires.NegativePrompt ?? first.Request.NegativePrompt,
            },
            Sampler = sampler,
            // Another sampler has other options: those that it has too are kept.
            SamplerOptions = RequestOptions.Bind("samplerOptions", sampler.Options, first.Request.SamplerOptions
                .Where(option => sampler == first.Sampler
                    || sampler.Options.Any(own => own.Name.Equals(option.Key, StringComparison.OrdinalIgnoreCase))).ToDictionary()),
            Schedule = schedule,
            GuidanceSettings = hires.GuidanceScale is { } scale ? first.GuidanceSettings with { Scale = scale } : first.GuidanceSettings,
            Steps = hires.Steps ?? first.Steps,
            Width = size.Width,
            Height = size.Height,
        };
    }

    private static T Find<T>(IPartRegistry parts, string field, string name)
        where T : class, INamed
    {
        try
        {
            return parts.Find<T>(name);
        }
        catch (RequestException exception)
        {
            throw new RequestException(field, exception.Problem);
        }
    }
}
