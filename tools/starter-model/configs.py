"""The sizes of the starter model's networks, as they are written into the exported config files."""

SCALING_FACTOR = 0.18215

VAE = {
    "_class_name": "AutoencoderKL",
    "_diffusers_version": "0.21.0",
    "act_fn": "silu",
    "block_out_channels": [32, 32, 64, 128],
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "in_channels": 3,
    "latent_channels": 8,
    "layers_per_block": 1,
    "norm_num_groups": 4,
    "out_channels": 3,
    "sample_size": 256,
    "scaling_factor": SCALING_FACTOR,
    "up_block_types": ["UpDecoderBlock2D"] * 4,
}

UNET = {
    "_class_name": "UNet2DConditionModel",
    "_diffusers_version": "0.21.0",
    "act_fn": "silu",
    "attention_head_dim": 4,
    "block_out_channels": [64, 96, 160],
    "center_input_sample": False,
    "cross_attention_dim": 128,
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "downsample_padding": 1,
    "flip_sin_to_cos": True,
    "freq_shift": 0,
    "in_channels": 8,
    "layers_per_block": 1,
    "mid_block_scale_factor": 1,
    "mid_block_type": "UNetMidBlock2DCrossAttn",
    "norm_eps": 1e-5,
    "norm_num_groups": 16,
    "out_channels": 8,
    "sample_size": 32,
    "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
    "use_linear_projection": False,
}

CONTROLNET = {
    **{key: value for key, value in UNET.items() if key not in ("_class_name", "out_channels", "sample_size", "up_block_types")},
    "_class_name": "ControlNetModel",
    "conditioning_channels": 3,
    "conditioning_embedding_out_channels": [8, 16, 32, 64],
    "controlnet_conditioning_channel_order": "rgb",
}

TEXT = {
    "architectures": ["CLIPTextModel"],
    "attention_dropout": 0.0,
    "bos_token_id": 1534,
    "eos_token_id": 1535,
    "hidden_act": "quick_gelu",
    "hidden_size": 128,
    "initializer_range": 0.02,
    "intermediate_size": 512,
    "layer_norm_eps": 1e-5,
    "max_position_embeddings": 77,
    "model_type": "clip_text_model",
    "num_attention_heads": 4,
    "num_hidden_layers": 3,
    "pad_token_id": 1535,
    "projection_dim": 128,
    "torch_dtype": "float16",
    "vocab_size": 1536,
}

SCHEDULER = {
    "_class_name": "DDIMScheduler",
    "_diffusers_version": "0.21.0",
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "clip_sample": False,
    "num_train_timesteps": 1000,
    "prediction_type": "v_prediction",
    "set_alpha_to_one": False,
    "steps_offset": 1,
    "timestep_spacing": "trailing",
}

PIPELINE = {
    "_class_name": "StableDiffusionPipeline",
    "_diffusers_version": "0.21.0",
    "feature_extractor": [None, None],
    "requires_safety_checker": False,
    "safety_checker": [None, None],
    "scheduler": ["diffusers", "DDIMScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
}
