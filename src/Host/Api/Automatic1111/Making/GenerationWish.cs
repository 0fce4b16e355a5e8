using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Control;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Api.Automatic1111.Scripts.Runs;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>What a caller of txt2img or img2img wants.</summary>
/// <param name="Request">What to make.</param>
/// <param name="Run">How its pictures are made.</param>
/// <param name="Options">The caller's options with those of the request.</param>
/// <param name="SendImages">Whether the answer holds the pictures.</param>
/// <param name="KeepOptions">Whether the request's options stay the caller's.</param>
/// <param name="Task">The caller's name for the task, for asking how far it is.</param>
/// <param name="Styles">Names of the styles that are in the prompts.</param>
/// <param name="Controls">The control units of the request, in its order.</param>
internal sealed record GenerationWish(
    GenerationRequest Request, IScriptRun Run, Automatic1111Options Options, bool SendImages, bool KeepOptions, string? Task,
    IReadOnlyList<string> Styles, IReadOnlyList<ControlWish> Controls);
