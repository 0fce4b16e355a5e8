using Atelier.Host.Api.Automatic1111.Control;
using Atelier.Host.Api.Automatic1111.Extras;
using Atelier.Host.Api.Automatic1111.Lists;
using Atelier.Host.Api.Automatic1111.Making;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Api.Automatic1111.Progress;
using Atelier.Host.Api.Automatic1111.Scripts;
using Atelier.Host.Api.Automatic1111.Styles;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Styles;

namespace Atelier.Host.Api.Automatic1111;

internal static class Automatic1111Api
{
    /// <summary>What jobs say brought them.</summary>
    public const string Source = "sdapi";

    public static IServiceCollection AddAutomatic1111Api(this IServiceCollection services) => services
        .AddSynchronous()
        .AddSingleton<OptionsFile>()
        .AddSingleton<OptionsChange>()
        .AddSingleton<PromptStyles>()
        .AddSingleton<ModelTitles>()
        .AddSingleton<GivenPictures>()
        .AddSingleton<InputReader>()
        .AddSingleton<ControlReader>()
        .AddSingleton<DetectedMaps>()
        .AddSingleton<GenerationReader>()
        .AddSingleton<GenerationEndpoints>()
        .AddSingleton<TaskNames>()
        .AddSingleton<CallersJobs>()
        .AddSingleton<EarlyEnds>()
        .AddSingleton<Undertakings>()
        .AddSingleton<ProgressEndpoints>()
        .AddSingleton<TaskEndpoints>()
        .AddSingleton<ExtraEndpoints>();

    /// <summary><c>/sdapi/v1</c>, as AUTOMATIC1111 answers it.</summary>
    public static WebApplication MapAutomatic1111Api(this WebApplication app)
    {
        var routes = app.MapGroup("/sdapi/v1");
        GenerationEndpoints.Map(routes);
        ProgressEndpoints.Map(routes);
        OptionsEndpoints.Map(routes);
        PartLists.Map(routes);
        ModelLists.Map(routes);
        StyleEndpoints.Map(routes);
        MachineEndpoints.Map(routes);
        ExtraEndpoints.Map(routes);
        PictureInfoEndpoints.Map(routes);
        TrainingEndpoints.Map(routes);
        ScriptEndpoints.Map(routes);
        TaskEndpoints.Map(app.MapGroup("/internal"));
        var control = app.MapGroup("/controlnet");
        ControlEndpoints.Map(control);
        GenerationEndpoints.Map(control);
        return app;
    }
}
