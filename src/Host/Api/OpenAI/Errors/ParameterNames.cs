namespace Atelier.Host.Api.OpenAI.Errors;

/// <summary>What OpenAI's callers wrote where a request's field is at fault.</summary>
internal static class ParameterNames
{
    /// <param name="field">As <see cref="Atelier.Generation.RequestException.Field"/> has it.</param>
    public static string Of(string field) => field switch
    {
        "width" or "height" or "budget" => "size",
        "count" or "batchSize" => "n",
        "steps" => "quality",
        "image.picture" => "image",
        "image.mask.picture" => "mask",
        _ => field,
    };
}
