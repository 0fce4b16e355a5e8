using Atelier.Generation;

namespace Atelier.Host.Plugins;

/// <summary>
/// Looks up what a request names: in the worker among the parts themselves, in the server among what the worker said of them.
/// </summary>
internal static class RequestNames
{
    /// <summary>
    /// The request with every name looked up and spelled as its part spells it. AUTOMATIC1111 before 1.9 had one name for sampler and
    /// schedule:
    /// <c>DPM++ 2M Karras</c> becomes <c>dpmpp_2m</c> with <c>karras</c>, unless the request names a schedule of its own.
    /// </summary>
    /// <exception cref="RequestException">A name is unknown.</exception>
    public static GenerationRequest Normalize<TSampler, TSchedule, TNoise, TGuidance>(
        GenerationRequest request, PartTable<TSampler> samplers, PartTable<TSchedule> schedules, PartTable<TNoise> noises,
        PartTable<TGuidance> guidances)
        where TSampler : class, INamed
        where TSchedule : class, INamed
        where TNoise : class, INamed
        where TGuidance : class, INamed
    {
        var (sampler, schedule) = request.Sampler is { } name ? SamplerAndSchedule(name, samplers, schedules) : (null, null);
        return request with
        {
            Hires = request.Hires is { } hires ? SecondPass(hires, samplers, schedules) : null,
            Sampler = sampler,
            Schedule = request.Schedule is { } own ? schedules.Find(own).Name : schedule,
            Noise = noises.Find(request.Noise).Name,
            Guidance = guidances.Find(request.Guidance).Name,
        };
    }

    private static HiresFix SecondPass<TSampler, TSchedule>(HiresFix hires, PartTable<TSampler> samplers, PartTable<TSchedule> schedules)
        where TSampler : class, INamed
        where TSchedule : class, INamed
    {
        try
        {
            var (sampler, schedule) = hires.Sampler is { } name ? SamplerAndSchedule(name, samplers, schedules) : (null, null);
            return hires with { Sampler = sampler, Schedule = hires.Schedule is { } own ? schedules.Find(own).Name : schedule };
        }
        catch (RequestException exception)
        {
            throw new RequestException($"hires.{exception.Field}", exception.Problem);
        }
    }

    private static (string Sampler, string? Schedule) SamplerAndSchedule<TSampler, TSchedule>(
        string name, PartTable<TSampler> samplers, PartTable<TSchedule> schedules)
        where TSampler : class, INamed
        where TSchedule : class, INamed
    {
        if (samplers.TryFind(name) is { } whole)
        {
            return (whole.Name, null);
        }

        var fused = schedules.Names
            .Where(ending => name.Length > ending.Length && name.EndsWith(" " + ending, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(ending => ending.Length)
            .Select(ending => (Sampler: samplers.TryFind(name[..^ending.Length])?.Name, Schedule: schedules.Find(ending).Name))
            .FirstOrDefault(pair => pair.Sampler is not null);
        return fused.Sampler is { } sampler ? (sampler, fused.Schedule) : (samplers.Find(name).Name, null);
    }
}
